/** Name of a section with its English counterpart. */
export function Heading({ id, uk, en, level = 2 }: { id: string; uk: string; en?: string; level?: 1 | 2 }) {
  const Level = level === 1 ? 'h1' : 'h2'
  return (
    <Level id={id}>
      {uk}
      {en !== undefined && <span lang="en">{en}</span>}
    </Level>
  )
}
