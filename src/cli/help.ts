/** What `bokji --help` prints. */
export const HELP = `복지길잡이 – 복지 질문에 출처와 함께 답합니다

쓰는 법: bokji <명령> [선택]

  ask "질문"          한 번 묻고 답을 받습니다
  ask --batch 파일    {"id","turns":["…"]} 줄마다 {"id","answers":[…]} 한 줄을 냅니다
  serve               웹 페이지와 대화창을 엽니다 (명령 없이 시작해도 같습니다)
  chat                터미널에서 대화합니다
  search "말"         자료 찾기만 합니다 (--explain 으로 점수의 까닭을 봅니다)
  search --batch 파일 {"id","query"} 줄마다 {"id","hits":[…]} 한 줄을 냅니다
  index               달라진 것으로 새 색인을 만들고, 답을 견주고, 바꿉니다 (--plan 은 보기만)
  versions            색인의 판들을 보여 줍니다
  rollback [판]       앞의 판으로 되돌립니다
  switch 판           검사에서 멈춘 후보나 다른 판으로 바꿉니다
  knowledge check     지식 폴더의 잘못을 파일, 줄, 항목과 함께 알려 줍니다
  import 자료         공식 공개 자료를 지식 기록으로 옮깁니다: bokjiro, bokjiro-local, gov24
  fetch [이름…]       sources.yaml에 적은 누리집, 폴더, Git 저장소에서 자료를 가져옵니다
  eval [파일…]        물음을 던져 답을 잽니다 (--print 파일 은 답 40개를 적습니다)
  eval safety [파일…] 안전 물음을 던져 놓침과 헛울림을 잽니다 (--fail-under 이름=값,…)
  demo-model          언어 모델 서버를 흉내 냅니다 (--mode honest 등, --port 수)
  store status        저장소의 상태, store migrate [--to 주소] 새 판에 맞추거나 옮기기
  store restored      pg_restore 로 되살린 PostgreSQL을 바로잡기 (--from 그 전 데이터베이스 주소)
  store purge         기한이 지난 것을 지웁니다 (serve 는 한 시간마다 스스로 합니다)
  store export|forget 대화 하나를 내보내거나 지웁니다 (--conversation ID --reason 까닭)
  store backup|restore 파일   저장소를 파일로 받아 두거나 되살립니다
  channel status      창구(web, slack, discord)마다 답하는지 멈췄는지 보여 줍니다
  channel stop 이름   그 창구의 답변을 멈춥니다 (--reason 까닭, --by 사람). channel start 로 다시 엽니다
  doctor              설정과 색인을 살피고 할 일을 알려 줍니다

선택:
  --knowledge 폴더    지식 폴더 (기본: 함께 들어 있는 knowledge/)
  --data 폴더         색인을 두는 폴더 (기본: data/)
  --region 지역       예: 고양시, 경기도 광명시
  --audience 대상     public(기본) 또는 staff
  --limit 수          search 결과 수 (기본 10)
  --ranking 방식      search 의 점수: fused(기본), cards, passages, dense
  --by-document       search 에서 문서마다 하나씩
  --propose-questions index 에서 질문이 없는 문서에 언어 모델의 제안을 붙입니다
  --from 파일·폴더    import 에서 API 대신 저장해 둔 응답을 읽습니다. store restored 에서는 주소입니다
  --into 폴더         import 가 기록을 쓰는 폴더 (기본: 지식 폴더의 imported/)
  --sources 파일      fetch 가 읽는 파일 (기본: 지식 폴더의 sources.yaml)
  --due, --watch      fetch 에서 때가 된 것만, 또는 때마다 되풀이해서 가져옵니다
  --fresh             import 에서 받아 둔 것을 두고 처음부터 다시 받습니다
  --allow-faults      index 에서 잘못된 문서를 빼고 만듭니다
  --yes, -y           index, import 에서 문서나 사업이 많이 빠져도 그대로 합니다
  --watch             index 에서 폴더가 바뀔 때마다 다시 합니다
  --hold              index 에서 만들고 견주기만 합니다 (바꾸는 것은 switch)
  --verify            index 에서 손대지 않은 것 같은 파일도 모두 다시 읽어 견줍니다
  --fail-under 이름=값 index, eval 에서 이보다 못하면 멈춥니다
  --markdown 파일     eval 의 보고서를 적을 파일
  --compare 파일      eval 의 앞선 --json 결과와 견줍니다
  --engine 엔진       ask, eval 에서 extractive(자료의 문장 그대로) 또는 llm(언어 모델)
  --to 주소           store migrate 로 옮길 곳: postgres://… 또는 파일 경로
  --conversation ID   store export, forget 의 대화 (예: web:…)
  --reason 까닭       channel, store export, forget 의 까닭; 감사 기록에 남습니다 (channel 은 --by 로 사람도)
  --json              JSON으로 냅니다
  -h, --help          이 도움말      -v, --version  판 번호

종료 코드: 0 정상, 1 실패, 2 쓰는 법이 틀림, 3 준비되지 않음, 4 검사에서 멈춤`;
