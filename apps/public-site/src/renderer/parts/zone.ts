/** Where no office has said its own: all offices are in one country. */
export const homeZone = 'Europe/Kyiv'
