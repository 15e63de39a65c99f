import { useState } from 'react'
import { EraseKey, Key, press, type KeyTarget } from './keys.tsx'
import {
  accents,
  apostrophe,
  hyphen,
  latin,
  latinAlphabet,
  rowName,
  switchKeys,
  ukrainian,
  ukrainianAlphabet,
  type Layout,
} from './layouts.ts'
import { inNameCase, inSentenceCase } from './typing.ts'

/** Words of the keyboard in the language of the screen. */
export interface KeyboardLabels {
  readonly group: string
  readonly space: string
  readonly erase: string
  readonly apostrophe: string
  readonly hyphen: string
  /** Name of the key that shows the Ukrainian, the Latin and the accented Latin letters. */
  readonly toUkrainian: string
  readonly toLatin: string
  readonly toAccents: string
}

type Letters = 'ukrainian' | 'latin' | 'accents-0' | 'accents-1'

function layoutOf(letters: Letters, alphabet: boolean): Layout {
  switch (letters) {
    case 'ukrainian':
      return alphabet ? ukrainianAlphabet : ukrainian
    case 'latin':
      return alphabet ? latinAlphabet : latin
    case 'accents-0':
      return accents[0] ?? latin
    case 'accents-1':
      return accents[1] ?? latin
  }
}

interface Props {
  readonly target: KeyTarget
  readonly labels: KeyboardLabels
  /** Letters shown first. */
  readonly first?: 'ukrainian' | 'latin'
  /** Where a letter is looked for. */
  readonly order?: 'typewriter' | 'alphabet'
  /** What is written: names, each with a capital, or sentences. */
  readonly letters?: 'names' | 'sentence'
}

/** On-screen keyboard for names: Ukrainian and Latin letters, apostrophe, hyphen, space; capitals by themselves. */
export function NameKeyboard({
  target,
  labels,
  first = 'ukrainian',
  order = 'typewriter',
  letters: written = 'names',
}: Props) {
  const [letters, setLetters] = useState<Letters>(first)
  const layout = layoutOf(letters, order === 'alphabet')
  const type = (key: string): void => press(target, key, written === 'names' ? inNameCase : inSentenceCase)
  return (
    <div className="keyboard" role="group" aria-label={labels.group}>
      {layout.map((row, index) => (
        <div key={`${letters}-${index}`} role="group" aria-label={rowName(row)} data-row="">
          {row.map((key) =>
            key === apostrophe ? (
              <Key key={key} className="mark-key" label={labels.apostrophe} onPress={() => type(key)}>
                {key}
              </Key>
            ) : (
              <Key key={key} onPress={() => type(key)}>
                {key}
              </Key>
            ),
          )}
          {index === layout.length - 1 && <EraseKey target={target} label={labels.erase} grow={2.13} />}
        </div>
      ))}
      <div role="group" aria-label={`${labels.space}, ${labels.hyphen}`} data-row="">
        {letters === 'ukrainian' ? (
          <Key
            className="wide"
            lang="en"
            label={named(switchKeys.latin, labels.toLatin)}
            onPress={() => setLetters('latin')}
          >
            {switchKeys.latin}
          </Key>
        ) : (
          <LatinSwitches letters={letters} show={setLetters} labels={labels} />
        )}
        <Key className="space" grow={6.2} onPress={() => type(' ')}>
          {labels.space}
        </Key>
        <Key className="mark-key" grow={1.9} label={labels.hyphen} onPress={() => type(hyphen)}>
          {hyphen}
        </Key>
      </div>
    </div>
  )
}

/** Instead of the one ABC key: back to the Ukrainian letters, and on to the accented ones. */
function LatinSwitches({
  letters,
  show,
  labels,
}: {
  letters: Letters
  show: (letters: Letters) => void
  labels: KeyboardLabels
}) {
  const accented = letters === 'accents-0' ? 'accents-1' : 'accents-0'
  const accentKey = switchKeys.accents[letters === 'accents-0' ? 1 : 0]
  return (
    <>
      <Key
        className="wide"
        grow={1.9}
        lang="uk"
        label={named(switchKeys.ukrainian, labels.toUkrainian)}
        onPress={() => show('ukrainian')}
      >
        {switchKeys.ukrainian}
      </Key>
      {letters !== 'latin' && (
        <Key
          className="wide"
          grow={1.9}
          lang="en"
          label={named(switchKeys.latin, labels.toLatin)}
          onPress={() => show('latin')}
        >
          {switchKeys.latin}
        </Key>
      )}
      <Key className="wide" grow={1.9} label={named(accentKey, labels.toAccents)} onPress={() => show(accented)}>
        {accentKey}
      </Key>
    </>
  )
}

/** A name that begins with what is seen on the key, so that it can be asked for by voice. */
function named(shown: string, label: string): string {
  return `${shown}: ${label}`
}
