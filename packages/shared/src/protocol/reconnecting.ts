/**
 * Pauses of a device before it tries its lost hub again, ms: the first, and the longest. Each is lengthened or shortened
 * by up to half by chance, so that an office's devices do not all come at once. Short, because a visitor who is called
 * looks at a display that may just have lost its hub; fifty devices that try twice a second are no load.
 */
export const reconnecting = { firstMs: 200, longestMs: 500 } as const
