import type { OccupationChoice } from "@/components/OccupationSelect";
import type { Member } from "../types";
import { textOrNull } from "../values";

/** A member as its form holds it: blanks are empty texts. */
export interface MemberValues extends Record<string, unknown> {
  role: string;
  first_name: string;
  last_name: string;
  email: string;
  phone: string;
  age_band: string | null;
  career: {
    occupation: OccupationChoice;
    sector: string | null;
    level: string | null;
    experience: string | null;
    contracts: string[];
    available_on: string | null;
    max_distance_km: number | string;
    remote_work: string | null;
    comment: string;
    health: {
      status: string | null;
      speciality: string;
      faculty: string;
      internship_ends_on: string | null;
    };
  };
}

/** The form of a stored member, or of a new one. */
export function memberValues(member: Member | null, role: string): MemberValues {
  const career = member?.career ?? null;
  return {
    role: member?.role ?? role,
    first_name: member?.first_name ?? "",
    last_name: member?.last_name ?? "",
    email: member?.email ?? "",
    phone: member?.phone ?? "",
    age_band: member?.age_band ?? null,
    career: {
      occupation: {
        code: career?.occupation_code ?? null,
        text: career?.occupation_text ?? career?.occupation_label ?? "",
      },
      sector: career?.sector ?? null,
      level: career?.level ?? null,
      experience: career?.experience ?? null,
      contracts: career?.contracts ?? [],
      available_on: career?.available_on ?? null,
      max_distance_km: career?.max_distance_km ?? "",
      remote_work: career?.remote_work ?? null,
      comment: career?.comment ?? "",
      health: {
        status: career?.health?.status ?? null,
        speciality: career?.health?.speciality ?? "",
        faculty: career?.health?.faculty ?? "",
        internship_ends_on: career?.health?.internship_ends_on ?? null,
      },
    },
  };
}

/** What is sent: a child carries an age band only, an adult never does. */
export function memberBody(values: MemberValues) {
  if (values.role === "child") return { role: "child", age_band: values.age_band };
  return {
    role: values.role,
    first_name: textOrNull(values.first_name),
    last_name: textOrNull(values.last_name),
    email: textOrNull(values.email),
    phone: textOrNull(values.phone),
    career: careerBody(values.career),
  };
}

function careerBody(career: MemberValues["career"]) {
  const health = {
    status: career.health.status,
    speciality: textOrNull(career.health.speciality),
    faculty: textOrNull(career.health.faculty),
    internship_ends_on: career.health.internship_ends_on,
  };
  const known = Object.values(health).some((value) => value !== null);
  const body = {
    occupation_code: career.occupation.code,
    occupation_text: textOrNull(career.occupation.text),
    sector: career.sector,
    level: career.level,
    experience: career.experience,
    contracts: career.contracts,
    available_on: career.available_on,
    max_distance_km: career.max_distance_km === "" ? null : Number(career.max_distance_km),
    remote_work: career.remote_work,
    comment: textOrNull(career.comment),
    health: career.sector === "health" && known ? health : null,
  };
  const blank = Object.values(body).every(
    (value) => value === null || (Array.isArray(value) && value.length === 0),
  );
  return blank ? null : body;
}
