/** Forms of what is typed; the server checks the same. */
export const idPattern = /^[a-z0-9][a-z0-9-]{0,39}$/
export const pinPattern = /^\d{4,12}$/
export const codePattern = /^\d{4}$/
