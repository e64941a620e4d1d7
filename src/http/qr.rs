//! QR codes, drawn as SVG.

use qrcode::render::svg::Color;
use qrcode::{EcLevel, QrCode};

use crate::domain::{Code, Error, Result};

/// A QR code of an address with the quiet zone around it: read from a screen across a room, so it bears some glare.
///
/// # Errors
/// `internal` for an address beyond some 2,000 characters.
pub fn svg(address: &str) -> Result<String> {
    let code = QrCode::with_error_correction_level(address, EcLevel::M)
        .map_err(|_| Error::new(Code::Internal, "The address is too long for a QR code."))?;
    Ok(code.render::<Color<'_>>().min_dimensions(320, 320).quiet_zone(true).build())
}
