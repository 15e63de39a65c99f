import { rowName } from './layouts.ts'
import { EraseKey, Key, press, type KeyTarget } from './keys.tsx'

interface Props {
  readonly target: KeyTarget
  /** Characters of the keys, row by row; the erase key closes the last row. */
  readonly rows: readonly (readonly string[])[]
  readonly label: string
  readonly eraseLabel: string
  /** Width of the erase key in keys. */
  readonly eraseGrow?: number
}

/** Keys for numbers and codes: phone, date, ticket number, check-in code. */
export function KeyPad({ target, rows, label, eraseLabel, eraseGrow = 1 }: Props) {
  return (
    <div className="keyboard" role="group" aria-label={label}>
      {rows.map((row, index) => (
        <div key={row.join('')} role="group" aria-label={rowName(row)} data-row="">
          {row.map((key) => (
            <Key key={key} onPress={() => press(target, key)}>
              {key}
            </Key>
          ))}
          {index === rows.length - 1 && <EraseKey target={target} label={eraseLabel} grow={eraseGrow} />}
        </div>
      ))}
    </div>
  )
}
