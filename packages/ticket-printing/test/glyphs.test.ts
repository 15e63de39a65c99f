import { createCanvas, type SKRSContext2D } from '@napi-rs/canvas'
import { describe, expect, it } from 'vitest'
import { printable, splitByFont, weights } from '../src/font/fonts.ts'
import { drawText } from '../src/font/measure.ts'

const ukrainian = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯабвгґдеєжзиіїйклмнопрстуфхцчшщьюя’'

/** A picture of one letter as text, to be compared. */
function picture(draw: (on: SKRSContext2D) => void): string {
  const drawn = context()
  draw(drawn)
  return Buffer.from(drawn.getImageData(0, 0, 80, 80).data).toString('base64')
}

function context(): SKRSContext2D {
  const made = createCanvas(80, 80).getContext('2d')
  made.fillStyle = 'black'
  return made
}

describe.each(weights)('the letters of weight %i', (weight) => {
  const letter = (text: string): string => picture((on) => drawText(on, text, { weight, size: 40 }, 10, 50))
  const [family = ''] = splitByFont('А', weight).map((run) => run.family)
  // A private-use character is in no text font: what is drawn for it is the font's picture of a missing letter.
  const missing = picture((on) => {
    on.font = `40px ${family}`
    on.fillText('\ue000', 10, 50)
  })

  it.each([...'ҐЄІЇґєії’'])('draw %s as a letter of the font, not as the missing-letter picture', (each) => {
    expect(splitByFont(each, weight)).toEqual([{ family, text: each }])
    expect(letter(each)).not.toBe(missing)
    expect(letter(each)).not.toBe(letter(' '))
  })

  it.each([
    ['Ґ', 'Г'],
    ['Є', 'Е'],
    ['Ї', 'І'],
    ['ґ', 'г'],
    ['є', 'е'],
    ['ї', 'і'],
  ])('tell %s from %s', (one, other) => {
    expect(letter(one)).not.toBe(letter(other))
  })

  it('draw every Ukrainian letter and figure in the same font', () => {
    expect(splitByFont(`${ukrainian}0123456789№-–:.,()·`, weight).map((run) => run.family)).toEqual([family])
  })

  it('give all figures the same width', () => {
    const widths = [...'0123456789'].map((figure) => {
      const on = context()
      on.font = `40px ${family}`
      return on.measureText(figure).width
    })
    expect(new Set(widths).size).toBe(1)
  })
})

describe('letters the main font does not have', () => {
  it('come from the bundled second font', () => {
    const families = splitByFont('Nguyễn Thị', 700).map((run) => run.family)
    expect(new Set(families).size).toBe(2)
    expect(
      splitByFont('Nguyễn Thị', 700)
        .map((run) => run.text)
        .join(''),
    ).toBe('Nguyễn Thị')
  })

  it('stay together with their combining marks', () => {
    expect(splitByFont('aq\u0303b', 700).map((run) => run.text)).toEqual(['a', 'q\u0303', 'b'])
  })

  it('become their base letter, or a question mark, when no bundled font has them', () => {
    expect(printable('Ａ𝐁')).toBe('AB')
    expect(printable('明')).toBe('?')
  })
})

describe('a text to be printed', () => {
  it('is composed, on one line and free of invisible characters', () => {
    expect(printable(' І\u0308жак\n\t Є\u00adва\u200b\u202e ')).toBe('Їжак Єва')
  })

  it('keeps no-break spaces', () => {
    expect(printable('№\u00a01')).toBe('№\u00a01')
  })
})
