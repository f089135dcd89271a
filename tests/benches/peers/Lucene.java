import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.apache.lucene.analysis.ko.KoreanAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.FSDirectory;

/**
 * Indexes JSON Lines with Lucene and nori: every section in one text field, which is stored; the docket as it is.
 *
 * Arguments: file, folder of the index, threads.
 */
public final class Lucene {
    private static final String[] SECTIONS = {"사건명", "판시사항", "판결요지", "참조조문", "참조판례", "판례내용"};
    private static final String END = "";

    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[2]);
        IndexWriterConfig config = new IndexWriterConfig(new KoreanAnalyzer());
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(512);
        long begun = System.nanoTime();
        BlockingQueue<String> lines = new ArrayBlockingQueue<>(64);
        try (FSDirectory folder = FSDirectory.open(Path.of(arguments[1]));
                IndexWriter writer = new IndexWriter(folder, config)) {
            Thread[] workers = new Thread[threads];
            for (int i = 0; i < threads; i++) {
                workers[i] = new Thread(() -> index(lines, writer));
                workers[i].start();
            }
            try (BufferedReader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    if (!line.isBlank()) {
                        lines.put(line);
                    }
                }
            }
            for (int i = 0; i < threads; i++) {
                lines.put(END);
            }
            for (Thread worker : workers) {
                worker.join();
            }
            writer.commit();
            double seconds = (System.nanoTime() - begun) / 1e9;
            long bytes = 0;
            for (String file : folder.listAll()) {
                bytes += folder.fileLength(file);
            }
            System.out.printf("%d documents, %.1f s, %.1f MB%n", writer.getDocStats().numDocs, seconds, bytes / 1e6);
        }
    }

    private static void index(BlockingQueue<String> lines, IndexWriter writer) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            for (String line = lines.take(); !line.equals(END); line = lines.take()) {
                JsonNode record = mapper.readTree(line);
                StringBuilder text = new StringBuilder();
                for (String section : SECTIONS) {
                    text.append(record.path(section).asText("")).append('\n');
                }
                Document document = new Document();
                document.add(new StringField("docket", record.path("사건번호").asText(""), Field.Store.YES));
                document.add(new TextField("text", text.toString(), Field.Store.YES));
                writer.addDocument(document);
            }
        } catch (Exception error) {
            throw new IllegalStateException(error);
        }
    }
}
