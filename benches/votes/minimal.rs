//! The yardstick: an actix-web server that commits one row a request, in groups, durably, and does nothing
//! else.

use std::sync::mpsc;

use actix_web::{App, HttpResponse, HttpServer, web};
use diesel::connection::SimpleConnection;
use diesel::{Connection, RunQueryDsl, SqliteConnection};
use tokio::sync::oneshot;

type Queue = mpsc::Sender<(String, oneshot::Sender<()>)>;

pub fn serve(path: &str) {
    let (queue, jobs) = mpsc::channel();
    let path = path.to_owned();
    std::thread::spawn(move || write(&path, &jobs));
    let queue = web::Data::new(std::sync::Mutex::new(queue));
    actix_web::rt::System::new().block_on(async {
        let server =
            HttpServer::new(move || App::new().app_data(queue.clone()).route("/votes", web::post().to(vote)))
                .bind("127.0.0.1:0")
                .expect("a free port");
        println!("http://{}", server.addrs()[0]);
        server.run().await.expect("it serves");
    });
}

async fn vote(queue: web::Data<std::sync::Mutex<Queue>>, body: String) -> HttpResponse {
    let (done, wait) = oneshot::channel();
    queue.lock().expect("nothing panics").send((body, done)).expect("the writer runs");
    match wait.await {
        Ok(()) => HttpResponse::Ok().json(serde_json::json!({"recorded": true})),
        Err(_) => HttpResponse::ServiceUnavailable().finish(),
    }
}

fn write(path: &str, jobs: &mpsc::Receiver<(String, oneshot::Sender<()>)>) {
    let mut conn = SqliteConnection::establish(path).expect("a database");
    conn.batch_execute(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL)",
    )
    .expect("a table");
    while let Ok(first) = jobs.recv() {
        let batch: Vec<_> = std::iter::once(first).chain(jobs.try_iter().take(2_000)).collect();
        conn.immediate_transaction(|conn| {
            for (body, _) in &batch {
                diesel::sql_query("INSERT INTO rows (body) VALUES (?)")
                    .bind::<diesel::sql_types::Text, _>(body)
                    .execute(conn)?;
            }
            diesel::QueryResult::Ok(())
        })
        .expect("a commit");
        for (_, done) in batch {
            let _ = done.send(());
        }
    }
}
