/** How long a document's address stays good: long enough for a slow computer to open it, ms. */
const openForMs = 60_000

/**
 * Opens a PDF or a picture in a tab of its own, where it is looked at and printed. Its bytes stay in memory; a format
 * no browser shows (TIFF) is saved as a file under `name`. False: the browser would not open it.
 */
export function showDocument(document: Blob, name: string): boolean {
  const address = URL.createObjectURL(document)
  setTimeout(() => URL.revokeObjectURL(address), openForMs)
  if (document.type === 'image/tiff') {
    const link = window.document.createElement('a')
    link.href = address
    link.download = name
    link.click()
    return true
  }
  return window.open(address, '_blank') !== null
}
