import { deleteOperation } from '../changing';

export const remove = deleteOperation('/Contacts', 'Contact', (id) => `/Contacts/${id}`);
