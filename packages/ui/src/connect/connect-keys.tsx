import { useTexts } from '../i18n.ts'
import { KeyPad } from '../keyboard/key-pad.tsx'
import type { KeyTarget } from '../keyboard/keys.tsx'
import { crockfordRows, digitRow } from '../keyboard/layouts.ts'
import type { uk } from './texts-uk.ts'

/** Keys of a terminal, which has no keyboard: what a code and an address in figures are made of. */
export function ConnectKeys({ target }: { readonly target: KeyTarget }) {
  const t = useTexts<typeof uk>()
  const rows = [digitRow, ...crockfordRows, ['-', '.', ':']]
  return (
    <div className="cn-keys">
      <KeyPad target={target} rows={rows} label={t('keys')} eraseLabel={t('erase')} eraseGrow={2} />
    </div>
  )
}
