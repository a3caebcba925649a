/** A town along its river, with the wire that ties it together. Decoration, coloured by the stylesheet. */
export function Skyline() {
  return (
    <svg
      class="sd-skyline"
      viewBox="0 0 1200 170"
      preserveAspectRatio="xMidYMax slice"
      aria-hidden="true"
      focusable="false"
    >
      <path
        class="sd-skyline__far"
        d="M0 170V96h46V78h34v18h38V60l22-20 22 20v36h44V84h60v-26h30v26h52V64l30-24 30 24v32h66V70h44v26h40V52l16-34 16 34v44h58V80h62v16h48V58l26-22 26 22v38h60V74h40v22h52V62h28v34h60V44l14-30 14 30v52h54V82h56v14h32v74z"
      />
      <path
        class="sd-skyline__near"
        d="M0 170v-36l30-20 30 20v-8h40v-22l26-20 26 20v30h36v-14l34-22 34 22v14h54v-40h12v-16h20v16h12v40h46v-18l30-20 30 20v18h44v-30l22-44 22 44v30h36v-12h56v-14l32-22 32 22v26h60c0-32 22-44 50-44s50 12 50 44h40v-22l30-22 30 22v22h42v-34h10V92h22v14h10v34h54v-16l34-22 34 22H1200v46z"
      />
      <path
        class="sd-skyline__wire"
        d="M-4 92c80 26 120 22 166-22 66 34 110 38 180 22 70 22 116 14 146-30 62 52 140 60 212 24 70 26 128 24 184-10 60 34 110 30 152 6 60 20 110 14 168-14"
      />
      <g class="sd-skyline__knot">
        <circle cx="162" cy="70" r="5" />
        <circle cx="342" cy="92" r="5" />
        <circle cx="488" cy="62" r="5" />
        <circle cx="700" cy="86" r="5" />
        <circle cx="884" cy="76" r="5" />
        <circle cx="1036" cy="82" r="5" />
      </g>
    </svg>
  )
}
