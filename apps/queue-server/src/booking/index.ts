export { openBooking } from './open-booking.ts'
export type {
  Booking,
  BookingAnswer,
  BookingOffice,
  BookingParts,
  BookingRefusal,
  HoldCommand,
  PortalCommand,
} from './ports.ts'
