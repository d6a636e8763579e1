export function Logo() {
  return (
    <svg width="22" height="18" viewBox="0 0 22 18" aria-hidden="true" className="flex-none">
      <path d="M1 7.2h3.4L12 2.6v12.8l-7.6-4.6H1z" fill="none" stroke="currentColor" strokeWidth="1.6" />
      <path d="M15.2 6v6M18.2 4v10M21.2 2v14" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
