//! A headless Chromium driven through chromedriver, both for one test.

mod driver;

use std::env;
use std::time::{Duration, Instant};

use fantoccini::error::{CmdError, ErrorStatus};
use fantoccini::key::Key;
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder, Locator};
use http::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

use driver::Driver;

/// The longest wait for a condition. Machines that run tests are sometimes slow.
const TIMEOUT: Duration = Duration::from_secs(60);

const ARGUMENTS: &[&str] = &[
    "--headless",
    // Chromium has no sandbox when root starts it.
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,800",
];

/// A browser with one page open.
#[derive(Debug)]
pub struct Browser {
    client: Client,
    session: String,
    driver: Driver,
    _profile: TempDir,
}

impl Browser {
    /// Opens a page. Without Chromium it returns `None` and the test is skipped, unless `CI` is `true`.
    pub async fn open(url: &str) -> Option<Self> {
        let Some(chromium) = driver::installed() else {
            assert_ne!(env::var("CI").as_deref(), Ok("true"), "CI needs chromium and chromedriver");
            eprintln!("skipped: chromium or chromedriver is not installed");
            return None;
        };
        let profile = TempDir::new().unwrap();
        let driver = Driver::start();
        let user_data = format!("--user-data-dir={}", profile.path().display());
        let arguments: Vec<&str> = ARGUMENTS.iter().copied().chain([user_data.as_str()]).collect();
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": {"binary": chromium, "args": arguments},
            "goog:loggingPrefs": {"browser": "ALL"},
            "timeouts": {"script": TIMEOUT.as_millis() as u64},
        });
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities.as_object().cloned().unwrap());
        let client = builder.connect(&format!("http://127.0.0.1:{}", driver.port)).await.unwrap();
        // The session ends when this is dropped, which also works in a failing test.
        client.persist().await.unwrap();
        let session = client.session_id().await.unwrap().unwrap();
        let browser = Self { client, session, driver, _profile: profile };
        browser.client.goto(url).await.unwrap();
        Some(browser)
    }

    /// Returns the value of a JavaScript expression in the page.
    pub async fn evaluate(&self, expression: &str) -> Value {
        self.client.execute(&format!("return ({expression});"), Vec::new()).await.unwrap()
    }

    /// Waits in the page until a JavaScript expression is true, and returns its value. The test fails if that takes
    /// too long.
    pub async fn wait_for(&self, expression: &str) -> Value {
        let script = format!(
            "const done = arguments[arguments.length - 1];
             const check = () => {{ const value = ({expression}); value ? done(value) : setTimeout(check, 20); }};
             check();"
        );
        let start = Instant::now();
        loop {
            let error = match self.client.execute_async(&script, Vec::new()).await {
                Ok(value) => return value,
                Err(CmdError::Standard(error)) => error,
                Err(error) => panic!("{expression}: {error}"),
            };
            // A page that is replaced by the next one stops the script, which is reported as either of these.
            let is_gone = matches!(error.error, ErrorStatus::ScriptTimeout | ErrorStatus::JavascriptError);
            assert!(is_gone, "{expression}: {error}");
            if start.elapsed() >= TIMEOUT {
                let page = self.evaluate("document.body.innerText").await;
                let log = self.log().await;
                panic!(
                    "never true: {expression}\n{error}\nlog: {log:#?}\npage: {}",
                    page.as_str().unwrap_or_default()
                )
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    /// Waits until the first matching element of the page has this text.
    pub async fn wait_for_text(&self, selector: &str, text: &str) {
        let (selector, text) = (json!(selector), json!(text));
        self.wait_for(&format!("document.querySelector({selector})?.textContent === {text}")).await;
    }

    /// Returns the number of matching elements.
    pub async fn count(&self, selector: &str) -> u64 {
        self.evaluate(&format!("document.querySelectorAll({}).length", json!(selector)))
            .await
            .as_u64()
            .unwrap()
    }

    /// Clicks the first element that matches.
    pub async fn click(&self, selector: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().click().await.unwrap();
    }

    /// Types into an element, as on a keyboard.
    pub async fn type_into(&self, selector: &str, keys: &str) {
        self.client.find(Locator::Css(selector)).await.unwrap().send_keys(keys).await.unwrap();
    }

    /// Presses a key wherever the focus is.
    pub async fn press(&self, key: Key) {
        let focused = self.client.active_element().await.unwrap();
        focused.send_keys(&String::from(char::from(key))).await.unwrap();
    }

    /// Navigates to another address.
    pub async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Opens another window and switches to it.
    pub async fn open_window(&self, url: &str) {
        let window = self.client.new_window(false).await.unwrap().handle;
        self.client.switch_to_window(window).await.unwrap();
        self.client.goto(url).await.unwrap();
    }

    /// Switches to the window that was opened as number `index`, from 0.
    pub async fn switch_to_window(&self, index: usize) {
        let windows = self.client.windows().await.unwrap();
        self.client.switch_to_window(windows[index].clone()).await.unwrap();
    }

    /// Closes the window, and switches to the one that was opened first.
    pub async fn close_window(&self) {
        self.client.close_window().await.unwrap();
        self.switch_to_window(0).await;
    }

    /// Turns the wheel over the middle of an element, with these modifier keys: 2 is Ctrl.
    pub async fn wheel(&self, selector: &str, distance: i32, modifiers: u32) {
        let middle = format!(
            "(({{left, top, width, height}}) => [left + width / 2, top + height / 2])(document.querySelector({}).getBoundingClientRect())",
            json!(selector)
        );
        let middle = self.evaluate(&middle).await;
        let turn = json!({"type": "mouseWheel", "x": middle[0], "y": middle[1], "deltaX": 0, "deltaY": distance, "modifiers": modifiers});
        self.devtools("Input.dispatchMouseEvent", turn).await;
    }

    /// Goes back by one page.
    pub async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Shows the page on a screen of this width.
    pub async fn resize(&self, width: u32, height: u32) {
        let screen = json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": false});
        self.devtools("Emulation.setDeviceMetricsOverride", screen).await;
        self.wait_for(&format!("innerWidth === {width}")).await;
    }

    /// Emulates a user who prefers light or dark colors.
    pub async fn prefer(&self, scheme: &str) {
        let features = json!({"features": [{"name": "prefers-color-scheme", "value": scheme}]});
        self.devtools("Emulation.setEmulatedMedia", features).await;
        self.wait_for(&format!("matchMedia('(prefers-color-scheme: {scheme})').matches")).await;
    }

    /// Returns what the browser wrote to its console since the last call, including network and policy errors.
    pub async fn log(&self) -> Vec<String> {
        let entries = self.issue("se/log", json!({"type": "browser"})).await;
        entries.as_array().unwrap().iter().map(Value::to_string).collect()
    }

    async fn devtools(&self, command: &str, parameters: Value) {
        self.issue("goog/cdp/execute", json!({"cmd": command, "params": parameters})).await;
    }

    async fn issue(&self, path: &'static str, body: Value) -> Value {
        self.client.issue_cmd(ChromeCommand { path, body }).await.unwrap()
    }
}

/// A command that chromedriver adds to WebDriver.
#[derive(Debug)]
struct ChromeCommand {
    path: &'static str,
    body: Value,
}

impl WebDriverCompatibleCommand for ChromeCommand {
    fn endpoint(&self, base_url: &Url, session_id: Option<&str>) -> Result<Url, ParseError> {
        base_url.join(&format!("session/{}/{}", session_id.unwrap_or_default(), self.path))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.body.to_string()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = self.driver.end(&self.session);
    }
}
