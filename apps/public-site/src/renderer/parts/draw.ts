import { isFields } from '../net/checks.ts'

const svg = 'http://www.w3.org/2000/svg'
/** Names React gives to attributes that the browser calls otherwise. */
const names: Readonly<Record<string, string>> = { className: 'class', htmlFor: 'for', tabIndex: 'tabindex' }

/**
 * The elements React would make of something without hooks, made without React: it finds them and takes them over.
 * @param drawn what JSX evaluates to
 */
export function draw(drawn: unknown, inSvg = false): Node[] {
  if (drawn === null || drawn === undefined || typeof drawn === 'boolean') return []
  if (typeof drawn === 'string' || typeof drawn === 'number') return [document.createTextNode(String(drawn))]
  if (Array.isArray(drawn)) return drawn.flatMap((one) => draw(one, inSvg))
  if (!isFields(drawn) || !isFields(drawn['props'])) return []
  const { type, props: inside } = drawn
  if (isComponent(type)) return draw(type(inside), inSvg)
  // a fragment has no name of its own
  if (typeof type !== 'string') return draw(inside['children'], inSvg)
  const isSvg = inSvg || type === 'svg'
  const element = isSvg ? document.createElementNS(svg, type) : document.createElement(type)
  for (const [name, value] of Object.entries(inside)) {
    if (name === 'children' || value === undefined || value === null || value === false) continue
    element.setAttribute(names[name] ?? name, String(value))
  }
  element.append(...draw(inside['children'], isSvg))
  return [element]
}

function isComponent(type: unknown): type is (props: Readonly<Record<string, unknown>>) => unknown {
  return typeof type === 'function'
}
