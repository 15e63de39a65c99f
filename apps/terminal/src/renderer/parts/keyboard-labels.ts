import type { KeyboardLabels } from '@cherha/ui'
import type { T } from '../texts/index.ts'

/** Words of the keyboard for letters. */
export function keyboardLabels(t: T): KeyboardLabels {
  return {
    group: t('keyboard'),
    space: t('keyboard.space'),
    erase: t('keyboard.erase'),
    apostrophe: t('keyboard.apostrophe'),
    hyphen: t('keyboard.hyphen'),
    toUkrainian: t('keyboard.to-ukrainian'),
    toLatin: t('keyboard.to-latin'),
    toAccents: t('keyboard.to-accents'),
  }
}
