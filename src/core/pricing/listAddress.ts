/** Where the price library publishes its list; a test compares it with the library's own constant. */
export const PRICE_LIST_URL = 'https://raw.githubusercontent.com/pydantic/genai-prices/main/prices/new_data/v2/data.json';
