/* The driver of the sample market's package `sample-jdbc-driver`: it has a version and connects to nothing. */
package org.paimarket.sample;

import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;

public final class SampleDriver implements Driver {
  private static final String PREFIX = "jdbc:sample:";

  @Override
  public Connection connect(String url, Properties info) throws SQLException {
    if (!acceptsURL(url)) {
      return null;
    }
    throw new SQLException("The sample driver connects to nothing; it shows how drivers are installed.");
  }

  @Override
  public boolean acceptsURL(String url) {
    return url != null && url.startsWith(PREFIX);
  }

  @Override
  public DriverPropertyInfo[] getPropertyInfo(String url, Properties info) {
    return new DriverPropertyInfo[0];
  }

  @Override
  public int getMajorVersion() {
    return versionPart(0);
  }

  @Override
  public int getMinorVersion() {
    return versionPart(1);
  }

  @Override
  public boolean jdbcCompliant() {
    return false;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  private static int versionPart(int index) {
    String version = SampleDriver.class.getPackage().getImplementationVersion();
    return version == null ? 0 : Integer.parseInt(version.split("\\.")[index]);
  }
}
