export { eraseBookings, openBooking } from './open-booking.ts'
export type { BookingOffice, OpenBooking } from './ports.ts'
