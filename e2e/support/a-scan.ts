/**
 * A PDF that is taken as a scan.
 * @param note stands in it in the clear, to be looked for where it must not be
 */
export function aScan(note = 'scan'): Buffer {
  const object = `1 0 obj\n<< /Note (${note}) >>\nendobj\n`
  return Buffer.from(`%PDF-1.4\n${object}xref\n0 1\n0000000000 65535 f \ntrailer\n<< >>\nstartxref\n9\n%%EOF\n`)
}
