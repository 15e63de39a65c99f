/** 1 місце, 2 місця, 5 місць. */
export const placeForms = { uk: ['місце', 'місця', 'місць'], en: ['place', 'places'] } as const
