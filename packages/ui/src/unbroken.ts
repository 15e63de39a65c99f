const beforeWhatIsNamed = /(№|(?<!\p{L})(?:м|с|смт|вул|просп|пр|пров|бульв|пл|наб|ш|буд|обл)\.) /gu

/** A name or an address as it may be set: the number stays with its sign, the town with its «м.», the street with its «вул.». */
export function unbroken(text: string): string {
  return text.replaceAll(beforeWhatIsNamed, '$1\u00a0')
}
