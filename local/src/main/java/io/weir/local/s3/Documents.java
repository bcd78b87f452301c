package io.weir.local.s3;

import io.weir.local.s3.Bucket.StoredObject;
import java.io.StringWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** S3's answers in XML. */
final class Documents {

  private static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  private static final XMLOutputFactory FACTORY = XMLOutputFactory.newFactory();

  private Documents() {}

  static byte[] error(S3Error error, String resource, String requestId) {
    return write(
        xml -> {
          xml.writeStartElement("Error");
          element(xml, "Code", error.code());
          element(xml, "Message", String.valueOf(error.getMessage()));
          element(xml, "Resource", resource);
          element(xml, "RequestId", requestId);
          xml.writeEndElement();
        });
  }

  static byte[] buckets(Map<String, Instant> created) {
    return write(
        xml -> {
          begin(xml, "ListAllMyBucketsResult");
          xml.writeStartElement("Buckets");
          for (Map.Entry<String, Instant> bucket : created.entrySet()) {
            xml.writeStartElement("Bucket");
            element(xml, "Name", bucket.getKey());
            element(xml, "CreationDate", bucket.getValue().toString());
            xml.writeEndElement();
          }
          xml.writeEndElement();
          xml.writeEndElement();
        });
  }

  static byte[] location() {
    return write(
        xml -> {
          begin(xml, "LocationConstraint"); // empty: us-east-1
          xml.writeEndElement();
        });
  }

  static byte[] listing(Listing listing, Address address) {
    boolean encoded = address.parameter("encoding-type").orElse("").equals("url");
    return write(
        xml -> {
          begin(xml, "ListBucketResult");
          element(xml, "Name", address.bucket());
          element(xml, "Prefix", text(listing.prefix(), encoded));
          element(xml, "MaxKeys", String.valueOf(listing.maxKeys()));
          element(xml, "KeyCount", String.valueOf(listing.count()));
          element(xml, "IsTruncated", String.valueOf(listing.next().isPresent()));
          if (!listing.delimiter().isEmpty()) {
            element(xml, "Delimiter", text(listing.delimiter(), encoded));
          }
          if (encoded) {
            element(xml, "EncodingType", "url");
          }
          if (listing.next().isPresent()) {
            boolean second = address.parameter("list-type").isPresent();
            String next = listing.next().get();
            element(
                xml,
                second ? "NextContinuationToken" : "NextMarker",
                second ? next : text(next, encoded));
          }
          for (StoredObject object : listing.objects()) {
            contents(xml, object, encoded);
          }
          for (String common : listing.commonPrefixes()) {
            xml.writeStartElement("CommonPrefixes");
            element(xml, "Prefix", text(common, encoded));
            xml.writeEndElement();
          }
          xml.writeEndElement();
        });
  }

  private static void contents(XMLStreamWriter xml, StoredObject object, boolean encoded)
      throws XMLStreamException {
    xml.writeStartElement("Contents");
    element(xml, "Key", text(object.key(), encoded));
    element(xml, "LastModified", object.lastModified().toString());
    element(xml, "ETag", object.etag());
    element(xml, "Size", String.valueOf(object.content().length));
    element(xml, "StorageClass", "STANDARD");
    xml.writeEndElement();
  }

  private static String text(String text, boolean encoded) {
    return encoded ? URLEncoder.encode(text, StandardCharsets.UTF_8).replace("%2F", "/") : text;
  }

  private static void begin(XMLStreamWriter xml, String name) throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeDefaultNamespace(NAMESPACE);
  }

  private static void element(XMLStreamWriter xml, String name, String text)
      throws XMLStreamException {
    xml.writeStartElement(name);
    xml.writeCharacters(text);
    xml.writeEndElement();
  }

  private static byte[] write(Content content) {
    StringWriter out = new StringWriter();
    try {
      XMLStreamWriter xml = FACTORY.createXMLStreamWriter(out);
      xml.writeStartDocument("UTF-8", "1.0");
      content.writeTo(xml);
      xml.writeEndDocument();
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("memory cannot fail to be written", e);
    }
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }

  /** Writes the inside of a document. */
  private interface Content {
    void writeTo(XMLStreamWriter xml) throws XMLStreamException;
  }
}
