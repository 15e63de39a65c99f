/** What stands on the keys that change the letters. */
export const switchKeys = { ukrainian: 'АБВ', latin: 'ABC', accents: ['ÄÉÇ', 'ŁŠŽ'] } as const

/** Rows of letter keys; the erase key closes the last row. */
export type Layout = readonly (readonly string[])[]

export const apostrophe = '’'
export const hyphen = '-'

const letters = (row: string): string[] => Array.from(row)

export const ukrainian: Layout = [
  letters('ЙЦУКЕНГШЩЗХЇ'),
  letters('ФІВАПРОЛДЖЄҐ'),
  [...letters('ЯЧСМИТЬБЮ'), apostrophe],
]

export const latin: Layout = [letters('QWERTYUIOP'), letters('ASDFGHJKL'), [...letters('ZXCVBNM'), apostrophe]]

/** The same keys in the order of the alphabet, for whoever finds them by ear. */
export const ukrainianAlphabet: Layout = [
  letters('АБВГҐДЕЄЖЗИІ'),
  letters('ЇЙКЛМНОПРСТУ'),
  [...letters('ФХЦЧШЩЬЮЯ'), apostrophe],
]
export const latinAlphabet: Layout = [letters('ABCDEFGHI'), letters('JKLMNOPQR'), [...letters('STUVWXYZ'), apostrophe]]

/** What a row of keys is called: its first and its last. */
export function rowName(row: readonly string[]): string {
  const [first = '', ...others] = row
  const last = others.findLast((key) => key !== apostrophe)
  return last === undefined ? first : `${first} – ${last}`
}

/** Latin letters of European, Turkish and Azerbaijani documents that the plain alphabet lacks. */
const accented = letters('ÁÀÂÄÃÅĄĂĀÆƏÇĆČĎĐÉÈÊËĘĚĖĒĞĢÍÌÎÏİıĪ' + 'ĶĽĻŁÑŃŇŅÓÒÔÖÕŐØŒŘŚŠŞȘẞŤȚÞÚÙÛÜŮŰŪÝŹŻŽ')
const keysPerPage = 35

/** The accented letters in pages of three rows. */
export const accents: readonly Layout[] = [0, 1].map((page) => {
  const keys = accented.slice(page * keysPerPage, (page + 1) * keysPerPage)
  return [keys.slice(0, 12), keys.slice(12, 24), keys.slice(24)]
})

export const digitRow: readonly string[] = letters('1234567890')
/** Letters of Crockford's base 32: no I, L, O, U. */
export const crockfordRows: Layout = [letters('ABCDEFGHJKM'), letters('NPQRSTVWXYZ')]
