// "Use my position": the phone itself looks which station or district is nearest and tells only that name. The position stays here.

const WAIT = 9000;
const FARTHEST = 60;
const DEGREE = 111.2;

/** @returns {Promise<string>} the command to send: the nearest place, or that there is none */
export async function nearestPlace() {
  try {
    const [here, places] = await Promise.all([position(), fetch('/chat/places.json').then((it) => it.json())]);
    const near = nearest(here, places);
    return near ? `#near:${near}/here` : '#near:failed';
  } catch {
    return '#near:failed';
  }
}

/** @returns {Promise<GeolocationCoordinates>} */
const position = () => new Promise((found, failed) => {
  if (!navigator.geolocation) { failed(); return; }
  navigator.geolocation.getCurrentPosition((it) => found(it.coords), failed, { timeout: WAIT, maximumAge: 600000 });
});

/** @param {{latitude: number, longitude: number}} here @param {{id: string, at: number[]}[]} places */
function nearest(here, places) {
  const away = ([latitude, longitude]) => {
    const east = (longitude - here.longitude) * Math.cos((here.latitude * Math.PI) / 180);
    return Math.hypot(latitude - here.latitude, east) * DEGREE;
  };
  const [best] = places.map((it) => ({ id: it.id, km: away(it.at) })).sort((a, b) => a.km - b.km);
  return best && best.km <= FARTHEST ? best.id : undefined;
}
