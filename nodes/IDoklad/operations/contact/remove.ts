import { deleteOperation } from '../base';

export const remove = deleteOperation('/Contacts', 'Contact', (id) => `/Contacts/${id}`);
