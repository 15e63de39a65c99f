/** What the terminal itself finds wrong before it asks the hub. */
export const fillIn = { uk: 'Заповніть це поле так, як у документі.', en: 'Fill in this field as in the document.' }
export const fourDigits = {
  uk: 'Введіть останні чотири цифри номера документа.',
  en: 'Enter the last four digits of the document number.',
}
export const wholeNumber = {
  uk: 'Введіть номер талона: літеру і цифри.',
  en: 'Enter the ticket number: letter and digits.',
}
export const wholeTime = { uk: 'Введіть час запису: години і хвилини.', en: 'Enter the time: hours and minutes.' }
/** What the hub refuses of a check-in by time and digits, in words that fit them. */
export const notThatBooking = {
  uk: 'Час або цифри не такі, як у записі. Перевірте.',
  en: 'The time or the digits differ from the booking. Check them.',
}
export const tooManyTries = {
  uk: 'Забагато хибних спроб. Зверніться до працівника.',
  en: 'Too many wrong tries. Please ask the staff.',
}
export const documentHasTicket = {
  uk: 'За цим документом уже є талон на цю послугу сьогодні.',
  en: 'This document already has a ticket for this service today.',
}
export const wholeDate = { uk: 'Введіть день і місяць із талона.', en: 'Enter the day and month from the ticket.' }
export const wholeCode = {
  uk: 'Введіть усі 8 знаків коду з талона.',
  en: 'Enter all 8 characters of the code on the ticket.',
}
export const wholeStayDate = {
  uk: 'Введіть дату повністю: день, місяць, рік.',
  en: 'Enter the whole date: day, month, year.',
}
export const notOurCode = {
  uk: 'Це не код талона. Піднесіть QR-код із талона або введіть номер.',
  en: 'This is not the code of a ticket. Hold the QR code of a ticket there, or enter the number.',
}
export const otherOffice = {
  uk: 'Цей талон – до іншого підрозділу. Перевірте адресу на талоні.',
  en: 'This ticket is for another office. Check the address on the ticket.',
}
export const dayIsOver = {
  uk: 'День цього талона вже минув. Візьміть новий талон.',
  en: 'The day of this ticket is over. Take a new ticket.',
}
export const letterMissing = {
  uk: 'Сканер не прочитав літеру. Введіть номер талона.',
  en: 'The scanner could not read the letter. Enter the ticket number.',
}
