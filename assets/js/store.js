// Drafts in the browser's database: one record for each person, office and question.

let opened;

function open() {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open("terbuka", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("drafts", { keyPath: "id" });
    asked.onsuccess = () => {
      // Signing out in another window deletes it.
      asked.result.onversionchange = () => asked.result.close();
      resolve(asked.result);
    };
    asked.onerror = () => reject(asked.error);
  });
}

async function run(mode, work) {
  opened ??= open();
  const database = await opened;
  return new Promise((resolve, reject) => {
    const transaction = database.transaction("drafts", mode);
    const asked = work(transaction.objectStore("drafts"));
    transaction.oncomplete = () => resolve(asked.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
  });
}

export const all = () => run("readonly", (drafts) => drafts.getAll());
export const get = (id) => run("readonly", (drafts) => drafts.get(id));
export const put = (draft) => run("readwrite", (drafts) => drafts.put(draft));
export const drop = (id) => run("readwrite", (drafts) => drafts.delete(id));
