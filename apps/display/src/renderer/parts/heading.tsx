interface HeadingProps {
  readonly id: string
  readonly uk: string
  readonly en?: string
  readonly level?: 1 | 2
  /** `1/2`: which page of the section is shown. */
  readonly page?: string
}

/** Name of a section with its English counterpart. */
export function Heading({ id, uk, en, level = 2, page }: HeadingProps) {
  const Level = level === 1 ? 'h1' : 'h2'
  return (
    <Level id={id}>
      {uk}
      {en !== undefined && <span lang="en">{en}</span>}
      {page !== undefined && <span className="page">{page}</span>}
    </Level>
  )
}
