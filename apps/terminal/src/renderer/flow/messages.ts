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
export const wholeDate = { uk: 'Введіть день і місяць із талона.', en: 'Enter the day and month from the ticket.' }
export const wholeCode = {
  uk: 'Введіть усі 8 знаків коду з талона.',
  en: 'Enter all 8 characters of the code on the ticket.',
}
