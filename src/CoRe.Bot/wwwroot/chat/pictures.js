// A picture for every tile, for those who cannot read it. The bot sends orders, not pictures: other wires have their own.
/** Parts of orders and the picture they get, the first that fits. @type {[RegExp, string][]} */
const PICTURES = [
  [/^#topic:\w+\//, ''],
  [/food_shelter|sleep_eat|reception|residence_reg/, 'bed'], [/health_care|vaccin|#need:health/, 'doctor'], [/school|italian/, 'school'],
  [/guardian|police/, 'guardian'], [/family|pregnan|young|discrim/, 'family'], [/work_/, 'work'], [/violence|traffick|#away/, 'danger'],
  [/mental|disab|#need:mind/, 'heart'], [/asylum|returning|#lang/, 'globe'], [/money/, 'coin'],
  [/person|privacy/, 'person'], [/#(serv|cit|near|place|need|more)/, 'pin'], [/#menu|welcome/, 'menu'], [/^#topic/, 'paper'],
];

/** @param {string} order what a tap sends: `#topic:school_enrolment`, `#need:health` @returns {string} an icon's id, or nothing */
export function pictureOf(order) {
  const picture = PICTURES.find(([part]) => part.test(order))?.[1];
  return picture ? `i-${picture}` : '';
}
