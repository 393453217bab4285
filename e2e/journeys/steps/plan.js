// Who takes part in the journey of a round, and when.

export const TITLE = "Monev KIP Alur 2025";
export const OFFICE = { code: "63.71", slug: "kota-banjarmasin", name: "Bawaslu Kota Banjarmasin" };
/** Offices of the same province and of another one; none of them fills its questionnaire. */
export const OTHERS = ["63.72", "63.01"];
export const ELSEWHERE = { code: "62.71", slug: "kota-palangkaraya", name: "Bawaslu Kota Palangkaraya" };

/** The phases on the clock of Jakarta, as they are typed. */
export const PHASES = {
  socialisation: ["2025-03-03", "08:00", "2025-03-10", "08:00"],
  filling: ["2025-03-10", "08:00", "2025-03-21", "16:00"],
  verification: ["2025-03-24", "08:00", "2025-04-04", "16:00"],
  recap: ["2025-04-07", "08:00", "2025-04-11", "16:00"],
  announcement: ["2025-04-14", "10:00", "2025-04-14", "12:00"],
};

/** Instants at which the demo is looked at. */
export const AT = {
  preparing: "2025-03-03T09:00:00+07:00",
  filling: "2025-03-11T09:00:00+07:00",
  verifying: "2025-03-25T09:00:00+07:00",
  recap: "2025-04-07T09:00:00+07:00",
  announced: "2025-04-14T10:00:00+07:00",
};

export const PASSWORD = "hujan deras di Martapura";

export const PEOPLE = {
  officer: { login: "petugas.banjarmasin", name: "Hasnah Noor", role: "officer", body: OFFICE.code },
  ppid: { login: "ppid.banjarmasin", name: "Gusti Rahmadi", role: "ppid", body: OFFICE.code },
  leader: { login: "pimpinan.banjarmasin", name: "Norlaila Hayati", role: "leader", body: OFFICE.code },
  verifier: { login: "verifikator.kalsel", name: "Ahmad Zaini", role: "verifier", body: "63" },
};
