//! A stand-in for Kiwoom's real-time WebSocket server.
