namespace OrleansRegistry.Portal.Parts;

/// <summary>A place of the site: what the navigation shows as "you are here".</summary>
public enum Section
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The first page.</summary>
    Home = 1,

    /// <summary>Services and their guides.</summary>
    Services = 2,

    /// <summary>Checking a code.</summary>
    Verify = 3,

    /// <summary>Announcements.</summary>
    Announcements = 4,

    /// <summary>Tools.</summary>
    Tools = 5,

    /// <summary>Help.</summary>
    Help = 6,

    /// <summary>Signing in.</summary>
    SignIn = 7,

    /// <summary>The reader's certificates.</summary>
    Certificates = 8,

    /// <summary>The reader's applications.</summary>
    Applications = 9,

    /// <summary>The driver's charter trips.</summary>
    Trips = 10,

    /// <summary>Notices to the reader.</summary>
    Notices = 11,

    /// <summary>The reader's account.</summary>
    Account = 12,

    /// <summary>Vouchers.</summary>
    Vouchers = 13,

    /// <summary>The proof of identity.</summary>
    Identity = 14,

    /// <summary>The reader's railway licence.</summary>
    Rail = 15,

    /// <summary>Checks at the roadside.</summary>
    Road = 30,
}
