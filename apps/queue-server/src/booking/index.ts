export { eraseBookings, openBooking } from './open-booking.ts'
export type {
  Booking,
  BookingAnswer,
  BookingOffice,
  BookingParts,
  BookingRefusal,
  HoldCommand,
  OpenBooking,
  PortalCommand,
} from './ports.ts'
