Console.WriteLine("iotrace");
