/** Those that lists of leaked passwords begin with, and words of this trade; compared folded to lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(
  `123456789012 1234567890123 12345678901234 123456123456 012345678910 112233445566 121212121212 123123123123
  123412341234 123454321 987654321012 1q2w3e4r5t6y 1q2w3e4r5t6y7u8i 1qaz2wsx3edc 1qaz2wsx3edc4rfv q1w2e3r4t5y6
  qazwsxedcrfv zaq12wsxcde3 qwertyuiop qwertyuiop12 qwertyuiop123 qwertyuiop[] qwertyuiopasdf qwertyqwerty
  qwerty123456 qwerty123456789 123456qwerty asdfghjkl asdfghjkl123 asdfghjklqwe zxcvbnm zxcvbnmasdfgh
  abcdefghijkl abcdefghijklmnop abcdefgh1234 abcd1234abcd abc123abc123 a1b2c3d4e5f6 aa12345678aa
  password passwords passw0rd p@ssw0rd p@ssword pa55word pa$$word mypassword newpassword thepassword
  passwordpassword password1234 password12345 password123456 password1234567 passphrase changeme changemenow
  changeit changethis changemeplease defaultpassword temppassword temporary letmein letmeinnow letmeinplease
  welcome welcomehome welcomeback iloveyou iloveyousomuch iloveyouforever ilovemyself ilovemyfamily sunshine
  princess princesses football baseball basketball superman batman spiderman dragon monkey master shadow
  michael michelle jennifer jessica charlie jordan harley hunter ranger buster killer trustno1 trustnoone
  whatever starwars pokemon liverpool manchester chelsea arsenal barcelona computer internet samsung google
  facebook linkedin microsoft windows apple iphone android secret secretsecret topsecret mysecret
  supersecret administrator administrateur administrador adminadmin adminadminadmin admin rootroot rootrootroot
  root toor superuser sysadmin operator user username usernameuser guest guestguest login loginlogin test testtest
  testtesttest testing testpassword testuser demo demodemo default server database postgres mysql oracle
  docker dockerdocker dockeradmin containers container containerd kubernetes foghorn foghornfoghorn
  correcthorsebatterystaple correct-horse-battery-staple correct horse battery staple hello helloworld
  hello-world goodmorning blink182 nothing freedom forever family friends summer winter spring autumn
  january february september october november december monday friday company companyname qweasdzxc
  qweasdzxc123 1234qwerasdf 1234qwer1234 asdfasdfasdf qweqweqweqwe aaaaaaaaaaaa passwordadmin adminpassword
  rootpassword password!password p@ssw0rdp@ssw0rd p@ssw0rd1234 welcome12345 welcome123456`
    .split(/\s+/)
    .filter((word) => word !== ""),
);
