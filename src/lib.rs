//! Parvis
