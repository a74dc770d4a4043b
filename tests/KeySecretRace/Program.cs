using OrleansRegistry.Infrastructure.Tokens;

// KeySecretRace <folder>: says "ready"; then, for each line N that the test writes, says "set", waits for the file N.go
// in the folder, asks for the secret of the folder N in it and says what that secret makes of three texts.
var folder = args[0];
Console.Out.WriteLine("ready");
while (Console.In.ReadLine() is { } round)
{
    var go = Path.Combine(folder, round + ".go");
    var options = new VerificationOptions { Folder = Path.Combine(folder, round) };
    Console.Out.WriteLine("set");
    while (!File.Exists(go)) Thread.Yield();
    var secret = KeySecret.Of(options);
    Console.Out.WriteLine($"{secret.CodeOf("one")} {secret.CodeOf("two")} {secret.CodeOf("three")}");
}
