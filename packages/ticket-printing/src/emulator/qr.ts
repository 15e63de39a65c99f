import QRCode from 'qrcode'
import { blacken, emptyRaster, type Raster } from '../raster.ts'

/** A QR as the printer itself draws it, without a quiet zone. */
export function drawQr(text: string, dots: number): Raster {
  const { modules } = QRCode.create(text, { errorCorrectionLevel: 'M' })
  const side = modules.size * dots
  const picture = emptyRaster(Math.ceil(side / 8) * 8, side)
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (modules.get(Math.floor(y / dots), Math.floor(x / dots)) !== 0) blacken(picture, x, y)
    }
  }
  return picture
}
