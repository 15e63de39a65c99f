/** Width of the paper roll in millimetres. */
export type Paper = 80 | 58

/** Sizes of one paper, in dots (8 dots are 1 mm). The values for 80 mm are the mockup's. */
export interface Sheet {
  /** Printed width of the paper. */
  readonly width: number
  readonly margin: number
  /** Width between the margins. */
  readonly inner: number
  readonly gutter: number
  readonly top: number
  readonly bottom: number
  /** Thickness of the heavy and of the light rule; nothing is thinner than 3 dots. */
  readonly bar: number
  readonly rule: number
  /** Largest sizes; what does not fit is set smaller. */
  readonly number: number
  readonly date: number
  readonly time: number
  readonly weekday: number
  /** Padding of the black field with date and time. */
  readonly padding: number
  /** Sizes tried one after the other. */
  readonly person: readonly number[]
  readonly service: readonly number[]
  readonly office: number
  readonly label: number
  readonly noShow: number
  readonly code: number
  readonly end: number
  readonly witness: number
  /** Dots of one QR module: wished for, and the least a cheap scanner reads. */
  readonly module: number
  /** Narrowest column beside the QR; below it the sentence stands above the QR. */
  readonly column: number
}

export const leastModule = 4

export const sheets: Readonly<Record<Paper, Sheet>> = {
  80: {
    width: 576,
    margin: 16,
    inner: 544,
    gutter: 20,
    top: 20,
    bottom: 28,
    bar: 8,
    rule: 3,
    number: 170,
    date: 60,
    time: 100,
    weekday: 32,
    padding: 20,
    person: [38, 34, 30],
    service: [30, 27, 25],
    office: 26,
    label: 24,
    noShow: 30,
    code: 32,
    end: 22,
    witness: 20,
    module: 5,
    column: 300,
  },
  58: {
    width: 384,
    margin: 12,
    inner: 360,
    gutter: 16,
    top: 16,
    bottom: 24,
    bar: 6,
    rule: 3,
    number: 124,
    date: 46,
    time: 76,
    weekday: 26,
    padding: 14,
    person: [32, 28, 25],
    service: [26, 24, 22],
    office: 24,
    label: 22,
    noShow: 26,
    code: 32,
    end: 22,
    witness: 20,
    module: 5,
    column: 300,
  },
}
