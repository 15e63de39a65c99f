/** What verifies a signature without a server. */
export { type TrustedKey, type Verification, type VerificationFault, verifyRecord } from './record.ts'
