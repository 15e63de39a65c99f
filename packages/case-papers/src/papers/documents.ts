import { type DocumentCheck, holds } from '@cherha/shared/workflow'
import type { PaperLanguage } from '../model.ts'
import type { Matter } from './matter.ts'

/** One document as it was taken. */
export interface TakenDocument {
  readonly title: string
  readonly attached: string
  readonly returned: string
}

const attachedWords: Readonly<Record<DocumentCheck['attached'], Readonly<Record<PaperLanguage, string>>>> = {
  original: { uk: 'оригінал', en: 'original' },
  'certified-copy': { uk: 'копія «Згідно з оригіналом»', en: 'certified copy' },
  none: { uk: 'не долучено', en: 'not kept' },
}

/**
 * The documents of the checklist that were shown or taken, in its order. A card without an information card has no
 * checklist: then the scans, by name.
 */
export function documentRows(matter: Matter, language: PaperLanguage = 'uk'): readonly TakenDocument[] {
  const { card, folder, facts } = matter
  const say = (uk: string, en: string) => (language === 'uk' ? uk : en)
  const { checks, files } = folder.dossier
  const listed = (card.information?.documents ?? []).flatMap(({ key, title, when }) => {
    const check = checks[key]
    if (check === undefined || !holds(when, facts) || (!check.shown && check.attached === 'none')) return []
    const shownOnly = check.attached === 'none' ? say('пред’явлено', 'shown') : attachedWords[check.attached][language]
    return [
      {
        title: title[language],
        attached: shownOnly,
        returned: check.returned || check.attached === 'none' ? say('оригінал повернуто', 'original given back') : '–',
      },
    ]
  })
  if (listed.length > 0 || card.information !== undefined) return listed
  return files.map(({ name }) => ({ title: name, attached: say('скановану копію', 'scan'), returned: '–' }))
}
