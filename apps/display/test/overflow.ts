/** Texts that stick out of the board or of their own box, and quarters that leave their cell. Runs in the page. */
export function overflowing(): string[] {
  const quarters = [...document.querySelectorAll('.cell .upright')].flatMap((element) => {
    const cell = element.closest('.cell')?.getBoundingClientRect()
    const before = element.previousElementSibling?.getBoundingClientRect()
    const box = element.getBoundingClientRect()
    const out = cell === undefined || box.right > cell.right - 8 || (before !== undefined && box.left < before.right)
    return out ? [`quarters of ${element.closest('.cell')?.textContent}`] : []
  })
  const board = document.querySelector('.stage')?.getBoundingClientRect()
  const line = document.querySelector('.stage > footer')?.getBoundingClientRect()
  const texts = [...document.querySelectorAll('.stage *:not(.vh)')].flatMap((element) => {
    if (board === undefined || element.textContent === '' || element.closest('.vh, svg')) return []
    const box = element.getBoundingClientRect()
    const out = box.right > board.right + 1 || box.bottom > board.bottom + 1 || box.left < board.left - 1
    const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
    const under = line !== undefined && !element.closest('footer') && box.bottom > line.top + 1
    return out || wide || under ? [`${element.className || element.tagName} ${element.textContent?.slice(0, 24)}`] : []
  })
  return [...texts, ...quarters]
}
