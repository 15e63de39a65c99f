import { config } from 'zod'

// The page's Content-Security-Policy forbids code made of text; zod would try when a schema is made. Imported first.
config({ jitless: true })
