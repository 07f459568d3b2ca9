export default function NewComparisonPage() {
  return <main>Abreast</main>;
}
