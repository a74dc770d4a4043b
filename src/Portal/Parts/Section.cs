namespace OrleansRegistry.Portal.Parts;

/// <summary>A section of the site, which the navigation shows as "you are here".</summary>
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

    /// <summary>The work that waits for the reader's desk.</summary>
    Queue = 40,

    /// <summary>Charter trips that wait for the desk, or those of a carrier.</summary>
    Charter = 41,

    /// <summary>What waits for a second person.</summary>
    Approvals = 42,

    /// <summary>Searching the register.</summary>
    Search = 43,

    /// <summary>Registration at the counter.</summary>
    Registration = 44,

    /// <summary>Counts, and what is due.</summary>
    Statistics = 45,

    /// <summary>Railway enterprises, units and letters.</summary>
    Employers = 46,

    /// <summary>Railway drivers.</summary>
    RailDrivers = 47,

    /// <summary>Sessions of the exam.</summary>
    Exams = 48,

    /// <summary>A carrier's vehicles.</summary>
    Vehicles = 49,

    /// <summary>A carrier's drivers.</summary>
    Drivers = 50,

    /// <summary>Permits of a carrier.</summary>
    Permits = 51,

    /// <summary>Accounts of others.</summary>
    Accounts = 52,

    /// <summary>Items that failed too often and wait for an administrator.</summary>
    Parked = 53,

    /// <summary>Calendar and rules.</summary>
    Rules = 54,

    /// <summary>Keys and trust lists.</summary>
    Keys = 55,

    /// <summary>Reports of findings and letters.</summary>
    Reports = 56,

    /// <summary>The audit: who did what.</summary>
    Audit = 57,

    /// <summary>Those for whom the reader drives.</summary>
    Links = 58,

    /// <summary>Findings at the roadside.</summary>
    Findings = 59,

    /// <summary>Objections.</summary>
    Objections = 60,

    /// <summary>Documents to be posted or handed out.</summary>
    Deliveries = 61,

    /// <summary>Letters of railway enterprises.</summary>
    Letters = 62,

    /// <summary>The signed daily roots.</summary>
    Roots = 63,

    /// <summary>How long data is kept.</summary>
    Retention = 64,
}
