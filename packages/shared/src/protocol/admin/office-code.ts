import { z } from 'zod'

/** The code of an office in a body or an address. Not told by the protocol's door. */
export const OfficeCode = z.string().regex(/^\d{4}$/, 'four digits')
