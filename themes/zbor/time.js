// A finished page does not know what day it is. This hides what is over (`data-until`) and what is not due yet
// (`data-from`), keeps a list to its first few (`data-max`) and says "today" and "tomorrow" before dates. Moments are
// by the clock of the site: `2026-11-24 08:00`. Without it a page shows the state of the day it was made, which its
// foot names. Lines are joined by line breaks only; `n` is now, `a` does something to all, `h` hides or shows.
((d,s)=>{
let w=s.words.split("|"),n,
a=(q,f)=>d.querySelectorAll(q).forEach(f),
h=(e,over)=>e.classList.toggle("soon",!!over);
// Swedish writes moments as ISO 8601 does. Where it does not, the page stays as it was made.
try{n=new Date().toLocaleString("sv",{timeZone:s.zone})}catch(e){}
if(!/^\d{4}-\d\d-\d\d \d\d:/.test(n))return;
a("[data-from],[data-until]",e=>{
let t=e.dataset;
h(e,n<(t.from||"")||t.until&&n>=t.until)
});
a("[data-max]",e=>{
let k=0;
e.querySelectorAll("li:not(.soon)").forEach(i=>h(i,++k>e.dataset.max));
// A part that is empty now does not show.
h(e.parentNode,!k)
});
a("time",e=>{
let t=w[Math.round((Date.parse(e.dateTime.slice(0,10))-Date.parse(n.slice(0,10)))/864e5)+1];
if(t&&!e.firstElementChild)e.insertAdjacentText("afterbegin",t+", ")
});
a("[data-day]",e=>n.indexOf(e.dataset.day)?e.removeAttribute("aria-current"):e.setAttribute("aria-current","date"))
})(document,document.currentScript.dataset)
